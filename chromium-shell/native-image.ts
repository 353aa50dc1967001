/** Electron's `NativeImage`, as far as a picture of a window needs it. */
import type { NativeImage } from 'electron';
import { provideOnly } from './refusal';

type Provided = Pick<NativeImage, 'toPNG' | 'isEmpty' | 'getSize' | 'toDataURL'>;

/** Where a PNG file tells its width; the height follows. */
const PNG_WIDTH_AT = 16;

/** @param png the bytes of a PNG file; none for an empty image */
export function createImage(png: Buffer): Provided {
  return provideOnly(
    {
      toPNG: () => png,
      isEmpty: () => png.length === 0,
      getSize: () =>
        png.length === 0
          ? { width: 0, height: 0 }
          : { width: png.readUInt32BE(PNG_WIDTH_AT), height: png.readUInt32BE(PNG_WIDTH_AT + 4) },
      toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    } satisfies Provided,
    'NativeImage',
  );
}

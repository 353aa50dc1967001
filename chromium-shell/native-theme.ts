/** Electron's `nativeTheme`: what pages take for the system's choice between light and dark. */
import type { NativeTheme } from 'electron';
import type { Page } from 'playwright';
import { Emitter } from './emitter';
import { provideOnly } from './refusal';

type Provided = Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
type ThemeSource = NativeTheme['themeSource'];

export class ShellNativeTheme extends Emitter implements Provided {
  private source: ThemeSource = 'system';
  /** As the first page finds it; light until then. */
  private isSystemDark = false;
  private readonly pages = new Set<Page>();

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    if (source === this.source) return;
    this.source = source;
    for (const page of this.pages) void this.emulate(page);
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.isSystemDark : this.source === 'dark';
  }

  async attach(page: Page): Promise<void> {
    this.pages.add(page);
    page.once('close', () => this.pages.delete(page));
    if (this.source !== 'system') await this.emulate(page);
  }

  /** What a page sees, which is the system's choice where none is emulated. */
  pageReported(isDark: boolean): void {
    if (this.source !== 'system' || isDark === this.isSystemDark) return;
    this.isSystemDark = isDark;
    this.emit('updated');
  }

  private async emulate(page: Page): Promise<void> {
    await page.emulateMedia({ colorScheme: this.source === 'system' ? null : this.source }).catch(() => {});
  }
}

export const nativeTheme = provideOnly(new ShellNativeTheme(), 'nativeTheme');

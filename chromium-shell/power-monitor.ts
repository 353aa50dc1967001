/** Electron's `powerMonitor`: a resume is told by the clock, which jumps over the time asleep. */
import { Emitter } from './emitter';
import { provideOnly } from './refusal';

/** In milliseconds. */
const BETWEEN_LOOKS = 5000;
const JUMP = 20_000;

export class ShellPowerMonitor extends Emitter {
  constructor() {
    super('powerMonitor', ['resume']);
    let expected = Date.now() + BETWEEN_LOOKS;
    setInterval(() => {
      const isLate = Date.now() - expected > JUMP;
      expected = Date.now() + BETWEEN_LOOKS;
      if (isLate) this.emit('resume');
    }, BETWEEN_LOOKS).unref();
  }
}

export const powerMonitor = provideOnly(new ShellPowerMonitor(), 'powerMonitor');

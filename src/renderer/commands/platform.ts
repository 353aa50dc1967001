/** Whether the keys are those of a Mac. */
export const IS_MAC = globalThis.navigator?.platform.startsWith('Mac') ?? false;

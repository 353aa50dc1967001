/** Chromium's settings for a profile of the shell, written before Chromium reads them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Json = { [key: string]: unknown };

/** A content setting of Chromium's. */
const BLOCK = 2;

const PREFERENCES: Json = {
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  translate: { enabled: false },
  search: { suggest_enabled: false },
  profile: {
    // Chromium would say, at each start, that it was not ended as it likes to be.
    exit_type: 'Normal',
    default_content_setting_values: {
      bluetooth_guard: BLOCK,
      hid_guard: BLOCK,
      serial_guard: BLOCK,
      usb_guard: BLOCK,
    },
  },
};

/** Sets what the shell needs, and leaves everything else as Chromium has it. */
export async function writePreferences(profile: string): Promise<void> {
  const file = join(profile, 'Default/Preferences');
  let current: Json = {};
  try {
    current = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // A new profile, or one whose settings Chromium will throw away as well.
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(merged(current, PREFERENCES)));
}

function merged(base: Json, change: Json): Json {
  const result = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const old = result[key];
    result[key] = isJson(value) ? merged(isJson(old) ? old : {}, value) : value;
  }
  return result;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

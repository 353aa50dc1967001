/** Runs a command by its name, as a reader does in the palette. */
import type { Page } from 'playwright/test';

export async function runCommand(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const input = page.getByRole('dialog').getByRole('combobox');
  await input.fill(label);
  await page.getByRole('option', { name: label }).first().waitFor();
  await page.keyboard.press('Enter');
}

import { existsSync } from 'node:fs';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is installed; null where none is. */
export const chromiumPath: string | null = places.find((path) => path !== undefined && existsSync(path)) ?? null;

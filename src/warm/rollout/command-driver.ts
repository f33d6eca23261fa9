import { type Driver, DriverProblem } from './driver.js';

/** Runs a command line by the shell; how it ended, and what it wrote to standard error. */
export type RunShell = (line: string, environment: Readonly<{ [name: string]: string }>) => Promise<{ readonly status: number; readonly err: string }>;

/** Traffic moved by a command that has both weights as whole numbers of 0 to 100; what it sees of the present ones is not known. */
export const commandDriver = (line: string, runShell: RunShell): Driver => ({
  shift: async (greenShare) => {
    const green = Math.round(greenShare * 100);
    const { status, err } = await runShell(line, { COLDCASE_GREEN_WEIGHT: String(green), COLDCASE_BLUE_WEIGHT: String(100 - green) });
    const said = err.trim().split('\n').at(-1) ?? '';
    if (status !== 0) throw new DriverProblem(`the driver's command ended with status ${status}${said === '' ? '' : `: ${said}`}`, false);
  },
  greenShare: async () => null,
  blueRequests: async () => null,
  greenUsers: async () => null,
});

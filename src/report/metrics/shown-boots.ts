import type { BootReport, Report } from '../../model/report.js';

/** A log of a crash loop holds thousands of boots: each would be some sixty series. */
const mostBoots = 100;

/** The boots that get series of their own: the last hundred. */
export const shownBoots = (boots: readonly BootReport[]): readonly BootReport[] => boots.slice(-mostBoots);

/** How many do not. */
export const leftOut = (report: Report): number => Math.max(0, report.boots.length - mostBoots);

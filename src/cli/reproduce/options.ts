import type { ReproduceSettingOptions } from '../options/reproduce-settings.js';

/** What `coldcase reproduce` was asked for, as it stands on the command line. */
export type ReproduceOptions = ReproduceSettingOptions & {
  readonly shape?: readonly string[];
  readonly from?: string;
  readonly try?: string;
  readonly inputs?: string;
  readonly tokenizer?: string;
  readonly text?: string;
  readonly command?: string;
  readonly ready?: string;
  readonly request?: string;
  readonly path?: string;
  readonly header?: readonly string[];
  readonly variant?: readonly string[];
  readonly set?: readonly string[];
  readonly evict?: readonly string[];
  readonly format: string;
  readonly output?: readonly string[];
  readonly emitLog?: string;
  readonly record?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
};

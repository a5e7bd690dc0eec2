/** What a setting means, its unit, default, and where the default comes from. */
export interface SettingDefinition {
  readonly unit:
    | "minutes"
    | "words"
    | "words per minute"
    | "factor"
    | "share"
    | "days"
    | "weeks"
    | "count"
    | "percent"
    | "choice"
    | "currency"
    /** Words with commas between them. */
    | "list";
  /** False for what holds for all days at once: it cannot change on a day. */
  readonly dated?: false;
  readonly means: string;
  /** "" for a setting that has no default. */
  readonly default: string;
  readonly least?: number;
  readonly most?: number;
  readonly choices?: ReadonlyArray<string>;
  readonly source: string;
}

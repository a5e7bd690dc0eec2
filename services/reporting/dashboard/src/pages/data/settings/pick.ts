import type { SettingArea, SettingRow } from "@rapport/contracts/http/data/Settings";

export interface Wanted {
  readonly area?: SettingArea | undefined;
  /** Words of the name or of what it means, in any case; all of them must be there. */
  readonly find?: string | undefined;
  /** Only what somebody said something of. */
  readonly own?: boolean | undefined;
}

/** The settings that are looked for, in their order. */
export const pickSettings = (
  settings: ReadonlyArray<SettingRow>,
  { area, find = "", own = false }: Wanted,
): ReadonlyArray<SettingRow> => {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter((setting) => {
    const text = `${setting.key} ${setting.means}`.toLowerCase();
    return (
      (area === undefined || setting.area === area) &&
      (!own || setting.history.length > 0) &&
      words.every((word) => text.includes(word))
    );
  });
};

const two = (n: number): string => String(n).padStart(2, "0");

/** A moment as a field of the reader's own zone holds it: `2026-11-22T14:05`; empty where it is none. */
export const localOf = (isoMoment: string): string => {
  const at = new Date(isoMoment);
  if (Number.isNaN(at.getTime())) return "";
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** What stands in such a field as a moment; nothing where nothing stands in it. */
export const momentOf = (local: string): string | undefined => {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

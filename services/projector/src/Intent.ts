/**
 * What is committed with offset `lo` before a range is written: the range lo to `hi` (included) is being
 * projected. It survives a crash, so that the same range, and no other, is looked at first afterwards.
 */
export interface Intent {
  readonly hi: number;
  readonly epoch: number;
  /** 1 for the first try; every further insert of the range counts up, so that no token is used twice. */
  readonly attempt: number;
}

/** As commit metadata: `hi,epoch,attempt`. */
export const formatIntent = (intent: Intent): string => `${intent.hi},${intent.epoch},${intent.attempt}`;

/** Reads commit metadata: null for none (""). Throws for what no projector wrote. */
export const parseIntent = (metadata: string): Intent | null => {
  if (metadata === "") return null;
  const numbers = metadata.split(",").map(Number);
  const [hi, epoch, attempt] = numbers;
  const valid = numbers.length === 3 && numbers.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!valid || hi === undefined || epoch === undefined || attempt === undefined)
    throw new Error(`the projector's committed metadata is not an intent: ${JSON.stringify(metadata)}`);
  return { hi, epoch, attempt };
};

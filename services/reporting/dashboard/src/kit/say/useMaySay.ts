import { useSession } from "../../api/useSession.ts";
import { useWhen } from "../../shell/useWhen.ts";
import { sayTexts } from "../../texts/en/say.ts";

/** Why nothing can be said here; null where it can. */
export const useMaySay = (): string | null => {
  const { knownAt } = useWhen();
  const { may } = useSession();
  if (knownAt !== undefined) return sayTexts.knownAt;
  return may("POST /v1/words") ? null : sayTexts.notYours;
};

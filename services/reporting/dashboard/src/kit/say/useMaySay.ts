import { maySayWord, mayTakeBackWord } from "@rapport/contracts/http/access/sayableWords";
import type { WordKind } from "@rapport/contracts/http/words/Say";
import { useSession } from "../../api/useSession.ts";
import { useWhen } from "../../shell/useWhen.ts";
import { sayTexts } from "../../texts/en/say.ts";

/** Why nothing can be said here now; null where something can. */
export const useMaySay = (): string | null => {
  const { knownAt } = useWhen();
  const { may } = useSession();
  if (knownAt !== undefined) return sayTexts.knownAt;
  return may("POST /v1/words") ? null : sayTexts.notYours;
};

/**
 * Which words are the reader's to say, whatever the moment. `by`, of what is taken back: who said it, null for nobody that
 * is known. True of all until it is known who the reader is, so that nothing flickers away.
 */
export const useSayable = (): ((kind: WordKind, by?: string | null) => boolean) => {
  const { who, may } = useSession();
  return (kind, by = null) => {
    if (who === null) return true;
    if (!may("POST /v1/words")) return false;
    return kind === "undo" ? mayTakeBackWord(who.role, who.name, by) : maySayWord(who.role, kind);
  };
};

import type { WordKind } from "@rapport/contracts/http/words/Say";
import { useSession } from "../../api/useSession.ts";
import { sayTexts } from "../../texts/en/say.ts";
import styles from "./Say.module.css";
import { useMaySay, useSayable } from "./useMaySay.ts";

/** Why some of these words, or all, cannot be said by the reader or at this moment; nothing where they can. */
export const NotYours = ({ kinds }: { readonly kinds: ReadonlyArray<WordKind> }) => {
  const hindrance = useMaySay();
  const sayable = useSayable();
  const { who } = useSession();
  if (hindrance !== null) return <p className={styles.hint}>{hindrance}</p>;
  const missing = kinds.filter((kind) => !sayable(kind));
  if (who === null || missing.length === 0) return null;
  const names = missing.map((kind) => sayTexts.titles[kind]);
  return <p className={styles.hint}>{sayTexts.notYoursOf(names, who.role)}</p>;
};

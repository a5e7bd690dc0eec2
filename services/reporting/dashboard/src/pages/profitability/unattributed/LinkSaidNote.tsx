import type { LinkSaid } from "@rapport/contracts/http/links/Links";
import { useRead } from "../../../api/useRead.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import styles from "../../../kit/say/Say.module.css";
import { movesWords } from "./partyWords.ts";
import { useLink } from "./useLink.ts";

const texts = unattributedTexts.link;

/** What was linked last, with a button that takes it back. */
export const LinkSaidNote = ({
  said,
  onSaid,
}: {
  readonly said: LinkSaid | null;
  readonly onSaid: (said: LinkSaid) => void;
}) => {
  const back = useLink(onSaid);
  const takeBack = said?.takeBack;
  const preview = useRead(
    "GET /v1/links/preview",
    {
      query: {
        kind: takeBack?.kind ?? "unlink",
        client: takeBack?.client ?? "",
        party: takeBack?.party ?? "",
        from: takeBack?.from ?? undefined,
        to: takeBack?.to ?? undefined,
      },
    },
    { enabled: said?.workedIn === true },
  );
  const moves = preview.isPlaceholderData ? null : (preview.data?.moves ?? null);
  return (
    <div role="status" className={said === null ? undefined : styles.told}>
      {said !== null && (
        <>
          <p>
            <bdi>{said.text}</bdi> {!said.workedIn && texts.notYet}
          </p>
          <p>
            <button type="button" disabled={back.isPending} onClick={() => back.mutate(said.takeBack)}>
              {texts.undo}
            </button>{" "}
            {moves !== null && texts.movesBack(movesWords(moves).join("; ") || texts.nothingYet)}{" "}
            {back.error !== null && (
              <span role="alert" className={styles.problem}>
                {texts.unsaid} {back.error.message}
              </span>
            )}
          </p>
        </>
      )}
    </div>
  );
};

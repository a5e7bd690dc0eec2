import type { LinkSaid } from "@rapport/contracts/http/links/Links";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import styles from "../../../kit/say/Say.module.css";
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

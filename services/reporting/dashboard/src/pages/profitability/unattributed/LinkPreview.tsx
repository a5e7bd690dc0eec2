import type { ApiProblem } from "../../../api/ApiProblem.ts";
import type { Answer } from "../../../api/Api.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import styles from "../../../kit/say/Say.module.css";
import { movesWords } from "./partyWords.ts";

const texts = unattributedTexts.link;
type Preview = Answer<"GET /v1/links/preview">;

/** What a link would change and move; or why it cannot be. */
export const LinkPreview = ({
  client,
  preview,
  error,
}: {
  readonly client: string;
  readonly preview: Preview | undefined;
  readonly error: ApiProblem | null;
}) => {
  if (client === "") return <p className={styles.hint}>{texts.needsClient}</p>;
  if (error !== null) return <p className={styles.problem}>{error.message}</p>;
  if (preview === undefined) return <p className={styles.hint}>{texts.preview}</p>;
  if (preview.refused !== null)
    return (
      <p className={styles.problem}>
        <bdi>
          {preview.refused.what} {preview.refused.action}
        </bdi>
      </p>
    );
  const moved = preview.moves === null ? [] : movesWords(preview.moves);
  return (
    <>
      <p>
        <bdi>{preview.text}</bdi>
      </p>
      <p>
        {texts.moves}: {moved.length === 0 ? texts.nothing : moved.join("; ")}.
      </p>
    </>
  );
};

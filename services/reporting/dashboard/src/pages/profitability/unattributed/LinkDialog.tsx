import type { LinkSaid } from "@rapport/contracts/http/links/Links";
import { useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { useRead } from "../../../api/useRead.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import styles from "../../../kit/say/Say.module.css";
import { ClientField } from "./ClientField.tsx";
import { LinkPreview } from "./LinkPreview.tsx";
import { useLink } from "./useLink.ts";

const texts = unattributedTexts.link;

const FromField = ({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{texts.from}</label>
      <input
        id={id}
        type="date"
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {texts.fromHint}
      </p>
    </div>
  );
};

/** What linking a party would move, and the button that links it. Escape leaves, the focus goes back to where it was. */
export const LinkDialog = ({
  party,
  proposed,
  onSaid,
  onClose,
}: {
  readonly party: string;
  /** The client that it may be, by name. */
  readonly proposed: string;
  readonly onSaid: (said: LinkSaid) => void;
  readonly onClose: () => void;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [client, setClient] = useState(proposed);
  const [from, setFrom] = useState("");
  const link = useLink((said) => {
    dialog.current?.close();
    onSaid(said);
  });
  const asked = useDeferredValue(client.trim());
  const preview = useRead(
    "GET /v1/links/preview",
    { query: { kind: "link", client: asked, party, from: from || undefined } },
    { enabled: asked !== "" },
  );
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const known = preview.isPlaceholderData ? undefined : preview.data;
  const isReady = known !== undefined && known.refused === null && asked === client.trim() && asked !== "";
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id} className={styles.title}>
        <bdi>{texts.title(party)}</bdi>
      </h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) link.mutate({ kind: "link", client: asked, party, from: from || null });
        }}
      >
        <ClientField value={client} onChange={setClient} />
        <FromField value={from} onChange={setFrom} />
        <div role="status">
          <LinkPreview client={asked} preview={known} error={preview.isError ? preview.error : null} />
        </div>
        {link.error !== null && (
          <p role="alert" className={styles.problem}>
            {texts.unsaid} {link.error.message}
          </p>
        )}
        <p className={styles.buttons}>
          <button type="submit" className={styles.say} disabled={!isReady || link.isPending}>
            {link.isPending ? texts.saying : texts.say}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {texts.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
};

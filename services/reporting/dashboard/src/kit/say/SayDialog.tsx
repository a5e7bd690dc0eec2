import type { WordSaid } from "@rapport/contracts/http/words/Say";
import { useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { sayTexts } from "../../texts/en/say.ts";
import styles from "./Say.module.css";
import { type SayAsked, SayForm } from "./SayForm.tsx";

/** A dialog in which something is said of a client; Escape leaves it, and the focus goes back to where it was. */
export const SayDialog = ({
  clientName,
  onSaid,
  onClose,
  ...asked
}: SayAsked & {
  readonly clientName: string;
  readonly onSaid: (said: WordSaid) => void;
  readonly onClose: () => void;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  // Buttons stand in paragraphs and tables, where no dialog may be.
  return createPortal(
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id} className={styles.title}>
        <bdi>{sayTexts.of(sayTexts.titles[asked.kind], clientName)}</bdi>
      </h2>
      <p className={styles.hint}>{sayTexts.leads[asked.kind]}</p>
      <SayForm
        {...asked}
        onSaid={(said) => {
          dialog.current?.close();
          onSaid(said);
        }}
        onCancel={() => dialog.current?.close()}
      />
    </dialog>,
    document.body,
  );
};

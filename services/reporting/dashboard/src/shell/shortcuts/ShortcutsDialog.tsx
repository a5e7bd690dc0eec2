import { useEffect, useRef } from "react";
import { useSession } from "../../api/useSession.ts";
import { kitTexts } from "../../texts/en/kit.ts";
import { shellTexts } from "../../texts/en/shell.ts";
import { isLedTo } from "../places.ts";
import { goKeys } from "./shortcuts.ts";
import styles from "./ShortcutsDialog.module.css";

const texts = shellTexts.shortcuts;

/** Every shortcut and what it does. */
export const ShortcutsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const { may } = useSession();
  const led = Object.entries(goKeys).filter(([, { to }]) => isLedTo(to, may));
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="shortcuts" onClose={onClose}>
      <h2 id="shortcuts">{texts.title}</h2>
      <dl className={styles.keys}>
        <div className={styles.row}>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{texts.search}</dd>
        </div>
        {led.map(([key, { name }]) => (
          <div key={key} className={styles.row}>
            <dt>
              <kbd>g</kbd> {texts.followedBy} <kbd>{key}</kbd>
            </dt>
            <dd>
              {texts.go} {shellTexts.nav.pages[name]}
            </dd>
          </div>
        ))}
        <div className={styles.row}>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{texts.help}</dd>
        </div>
      </dl>
      <p>{texts.note}</p>
      <button type="button" onClick={() => dialog.current?.close()}>
        {kitTexts.close}
      </button>
    </dialog>
  );
};

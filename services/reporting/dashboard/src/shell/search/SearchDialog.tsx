import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useRead } from "../../api/useRead.ts";
import { shellTexts } from "../../texts/en/shell.ts";
import styles from "./SearchDialog.module.css";

const texts = shellTexts.search;
const shown = 8;

/** What was typed, once typing paused. */
const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};

const Note = ({ text, found, failed }: { text: string; found: number | null; failed: boolean }) => {
  const said = failed ? texts.failed : text === "" ? texts.begin : found === 0 ? texts.none(text) : null;
  return (
    <p className={styles.note} role="status">
      {said}
    </p>
  );
};

const useFound = (text: string) => {
  const settled = useSettled(text.trim());
  const query = useRead(
    "GET /v1/clients",
    { query: { search: settled, limit: shown } },
    { enabled: settled !== "" },
  );
  const known = settled !== "" && !query.isPlaceholderData ? query.data?.items : undefined;
  return { settled, items: known ?? [], count: known?.length ?? null, failed: query.isError };
};

const Box = ({ onDone }: { readonly onDone: () => void }) => {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const navigate = useNavigate();
  const { settled, items, count, failed } = useFound(text);
  const go = (client: string) => {
    onDone();
    void navigate({ to: "/clients/$client", params: { client } });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setAt((at + step + items.length) % items.length);
    }
    const chosen = items[at];
    if (event.key === "Enter" && chosen !== undefined) go(chosen.id);
  };
  return (
    <>
      <input
        className={styles.field}
        // Not of type search: there the first Escape would empty it, and only the next one close.
        type="text"
        role="combobox"
        aria-label={texts.label}
        aria-expanded={items.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={items[at] === undefined ? undefined : `${id}${at}`}
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}list`} role="listbox" aria-label={texts.open} className={styles.list}>
        {items.map(({ id: client, name, kind }, index) => (
          <div
            key={client}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onPointerEnter={() => setAt(index)}
            onClick={() => go(client)}
            onKeyDown={onKey}
          >
            <bdi>{name}</bdi> <span className={styles.kind}>{texts.kinds[kind]}</span>
          </div>
        ))}
      </div>
      <Note text={settled} found={count} failed={failed} />
    </>
  );
};

/** Finds a client by part of what is known of it, and goes there: over the page, until Escape. */
export const SearchDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={texts.open}
      onClose={onClose}
      // A click beside it is on the dialog itself.
      onPointerDown={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.inner}>
        <Box onDone={() => dialog.current?.close()} />
      </div>
    </dialog>
  );
};

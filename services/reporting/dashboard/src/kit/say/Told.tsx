import type { Word, WordSaid } from "@rapport/contracts/http/words/Say";
import { Link } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useState } from "react";
import { dayText } from "../../format/days.ts";
import { useWhen } from "../../shell/useWhen.ts";
import { sayTexts } from "../../texts/en/say.ts";
import styles from "./Say.module.css";
import { SayDialog } from "./SayDialog.tsx";
import { useSay } from "./useSay.ts";

const Tell = createContext<(said: WordSaid) => void>(() => undefined);

/** Tells what was said, in the `Telling` around it. */
export const useTold = () => useContext(Tell);

/** Takes a word back: what needs a reason asks for one. */
const TakeBack = ({ takeBack, said }: { readonly takeBack: Word; readonly said: WordSaid }) => {
  const [open, setOpen] = useState(false);
  const told = useTold();
  const again = useSay(told);
  const press = () => (takeBack.kind === "undo" ? setOpen(true) : again.mutate(takeBack));
  return (
    <>
      <button type="button" disabled={again.isPending} onClick={press}>
        {sayTexts.undo}
      </button>
      {again.error !== null && (
        <span role="alert" className={styles.problem}>
          {sayTexts.unsaid} {again.error.message}
        </span>
      )}
      {open && takeBack.kind === "undo" && (
        <SayDialog
          kind="undo"
          about={{ wordId: takeBack.wordId }}
          clientName={said.client?.name ?? ""}
          onSaid={told}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};

const Figures = ({ of }: { readonly of: WordSaid["evidence"] }) =>
  of.length === 0 ? null : (
    <p className={styles.hint}>
      {sayTexts.kept}: {of.map(({ figure, value }) => `${figure} ${value}`).join("; ")}
    </p>
  );

const shownLater: ReadonlyArray<string> = ["word.undone", "alert.snoozed", "rung.waived", "client.flagged"];

/** Of what counts from today, while the reader looks at an earlier day: that it does not show there, and where it does. */
const Later = ({ said }: { readonly said: WordSaid }) => {
  const { asOf } = useWhen();
  if (asOf === undefined || asOf >= said.saidAt.slice(0, 10) || !shownLater.includes(said.type)) return null;
  return (
    <p>
      {sayTexts.later(dayText(asOf))}{" "}
      <Link to="." search={(before) => ({ ...before, asOf: undefined })}>
        {sayTexts.lookNow}
      </Link>
    </p>
  );
};

/** Around buttons that say something: tells at the foot of the window what was said last, and takes it back. */
export const Telling = ({ children }: { readonly children: ReactNode }) => {
  const [said, setSaid] = useState<WordSaid | null>(null);
  return (
    <Tell value={setSaid}>
      <div role="status" className={said === null ? undefined : styles.told}>
        {said !== null && (
          <>
            <p>
              <bdi>{sayTexts.said(said.text, said.by)}</bdi>
              {!said.workedIn && ` ${sayTexts.notYet}`}
            </p>
            <Later said={said} />
            <Figures of={said.evidence} />
            <p className={styles.buttons}>
              {said.takeBack !== null && <TakeBack key={said.eventId} takeBack={said.takeBack} said={said} />}
              <button type="button" onClick={() => setSaid(null)}>
                {sayTexts.close}
              </button>
            </p>
          </>
        )}
      </div>
      {children}
    </Tell>
  );
};

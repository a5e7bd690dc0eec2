import { useNavigate } from "@tanstack/react-router";
import { useId, useLayoutEffect, useRef } from "react";
import { evidenceTexts } from "../../texts/en/evidence.ts";
import { EmptyState } from "../EmptyState.tsx";
import styles from "./Drawer.module.css";
import { EventsEvidence } from "./EventsEvidence.tsx";
import { type Evidence, readEvidenceKey } from "./evidenceKey.ts";
import { FigureEvidence } from "./FigureEvidence.tsx";
import { ReasonEvidence } from "./ReasonEvidence.tsx";

const Shown = ({ evidence, titleId }: { readonly evidence: Evidence | null; readonly titleId: string }) => {
  switch (evidence?.kind) {
    case "figure":
      return <FigureEvidence figure={evidence} titleId={titleId} />;
    case "reason":
      return <ReasonEvidence reason={evidence} titleId={titleId} />;
    case "events":
      return <EventsEvidence events={evidence} titleId={titleId} />;
    default:
      return (
        <>
          <h2 id={titleId}>{evidenceTexts.loading}</h2>
          <EmptyState title={evidenceTexts.unknown.title}>
            <p>{evidenceTexts.unknown.detail}</p>
          </EmptyState>
        </>
      );
  }
};

/** What a figure, a reason or a signal rests on, over the page it stands on. Esc, the button and a click beside it close it. */
export const EvidenceDrawer = ({ evidence }: { readonly evidence: string }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const navigate = useNavigate();
  const close = () =>
    void navigate({
      to: ".",
      search: (before) => ({ ...before, evidence: undefined }),
      replace: true,
      resetScroll: false,
    });
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it goes, so that the browser gives the focus back to the figure.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.drawer}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className={styles.inside}>
        <button type="button" className={styles.close} onClick={close}>
          {evidenceTexts.close}
        </button>
        <Shown key={evidence} evidence={readEvidenceKey(evidence)} titleId={titleId} />
      </div>
    </dialog>
  );
};

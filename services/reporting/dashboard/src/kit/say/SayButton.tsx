import { useState } from "react";
import { sayTexts } from "../../texts/en/say.ts";
import { useTold } from "./Told.tsx";
import { SayDialog } from "./SayDialog.tsx";
import type { SayAsked } from "./SayForm.tsx";
import { useMaySay, useSayable } from "./useMaySay.ts";

interface ButtonOf extends SayAsked {
  readonly clientName: string;
  /** What stands on it; the kind of word when left out. */
  readonly text?: string;
  /** For who does not see what it stands beside. */
  readonly label?: string;
  readonly className?: string | undefined;
  /** Of what is taken back: who said it; null where it names nobody. */
  readonly by?: string | null;
}

/**
 * A button that opens the dialog in which a word is said; what was said is told by the `Telling` around it. Not there for
 * whoever may not say it: `NotYours` says so once for a page.
 */
export const SayButton = ({ text, label, className, by, ...asked }: ButtonOf) => {
  const [open, setOpen] = useState(false);
  const told = useTold();
  const hindrance = useMaySay();
  if (!useSayable()(asked.kind, by)) return null;
  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-label={label}
        disabled={hindrance !== null}
        title={hindrance ?? undefined}
        onClick={() => setOpen(true)}
      >
        {text ?? sayTexts.titles[asked.kind]}
      </button>
      {open && <SayDialog {...asked} onSaid={told} onClose={() => setOpen(false)} />}
    </>
  );
};

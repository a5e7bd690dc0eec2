import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { dayText, momentText } from "../../format/days.ts";
import { Popover } from "../../kit/Popover.tsx";
import { shellTexts } from "../../texts/en/shell.ts";
import fields from "../Fields.module.css";
import { useWhen } from "../useWhen.ts";
import { localOf, momentOf } from "./localMoment.ts";

const texts = shellTexts.when;

const WhenForm = ({ close }: { readonly close: () => void }) => {
  const { asOf, knownAt } = useWhen();
  const navigate = useNavigate();
  const id = useId();
  const show = (day: string, known: string) => {
    close();
    void navigate({
      to: ".",
      search: (before) => ({ ...before, asOf: day || undefined, knownAt: momentOf(known) }),
    });
  };
  return (
    <form
      className={fields.form}
      // What the address says stands in the fields again when it changes.
      key={`${asOf} ${knownAt}`}
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget);
        show(String(said.get("asOf")), String(said.get("knownAt")));
      }}
    >
      <label htmlFor={`${id}day`}>{texts.asOf}</label>
      <input id={`${id}day`} type="date" name="asOf" defaultValue={asOf} aria-describedby={`${id}dayHelp`} />
      <p id={`${id}dayHelp`}>{texts.asOfHelp}</p>
      <label htmlFor={`${id}known`}>{texts.knownAt}</label>
      <input
        id={`${id}known`}
        type="datetime-local"
        name="knownAt"
        defaultValue={knownAt === undefined ? "" : localOf(knownAt)}
        aria-describedby={`${id}knownHelp`}
      />
      <p id={`${id}knownHelp`}>{texts.knownAtHelp}</p>
      <div className={fields.actions}>
        <button type="submit">{texts.show}</button>
        <button type="button" onClick={() => show("", "")}>
          {texts.now}
        </button>
      </div>
    </form>
  );
};

/** As of which day, and as known at which moment, every page shows. */
export const WhenControl = () => {
  const { asOf, knownAt } = useWhen();
  const day = texts.button(asOf === undefined ? null : dayText(asOf));
  return (
    <Popover
      title={texts.title}
      button={knownAt === undefined ? day : `${day}, ${texts.knownThen(momentText(knownAt))}`}
    >
      {(close) => <WhenForm close={close} />}
    </Popover>
  );
};

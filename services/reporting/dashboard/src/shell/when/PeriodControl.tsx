import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { dayText } from "../../format/days.ts";
import { Popover } from "../../kit/Popover.tsx";
import { shellTexts } from "../../texts/en/shell.ts";
import fields from "../Fields.module.css";
import { type SpanSearch, useSpan, useWhen } from "../useWhen.ts";
import { spansUpTo } from "./presets.ts";

const texts = shellTexts.period;
const commonCurrencies = ["EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY"];

const PeriodForm = ({ close }: { readonly close: () => void }) => {
  const span = useSpan();
  const { asOf } = useWhen();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const show = (chosen: SpanSearch) => {
    setWrong(false);
    close();
    const none = { from: undefined, to: undefined, currency: undefined };
    void navigate({ to: ".", search: (before) => ({ ...before, ...none, ...chosen }) });
  };
  const presets = spansUpTo(asOf ?? new Date().toISOString().slice(0, 10));
  const currency = span.currency === undefined ? {} : { currency: span.currency };
  return (
    <form
      className={fields.form}
      key={JSON.stringify(span)}
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget);
        const get = (name: string) => String(said.get(name)).trim().toUpperCase() || undefined;
        const [from, to] = [get("from"), get("to")];
        if (from !== undefined && to !== undefined && from > to) setWrong(true);
        else show({ from, to, currency: get("currency") });
      }}
    >
      <p>{texts.help}</p>
      <div className={fields.actions}>
        <button type="button" onClick={() => show(currency)}>
          {texts.presets.year}
        </button>
        {(["quarter", "thisYear", "lastYear"] as const).map((name) => (
          <button key={name} type="button" onClick={() => show({ ...presets[name], ...currency })}>
            {texts.presets[name]}
          </button>
        ))}
      </div>
      <label htmlFor={`${id}from`}>{texts.from}</label>
      <input id={`${id}from`} type="date" name="from" defaultValue={span.from} />
      <label htmlFor={`${id}to`}>{texts.to}</label>
      <input id={`${id}to`} type="date" name="to" defaultValue={span.to} aria-invalid={wrong} />
      {wrong && (
        <p role="alert" className={fields.wrong}>
          {texts.wrong}
        </p>
      )}
      <label htmlFor={`${id}currency`}>{texts.currency}</label>
      <input
        id={`${id}currency`}
        name="currency"
        list={`${id}currencies`}
        pattern="[A-Za-z]{3}"
        maxLength={3}
        autoComplete="off"
        defaultValue={span.currency}
        aria-describedby={`${id}currencyHelp`}
      />
      <datalist id={`${id}currencies`}>
        {commonCurrencies.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <p id={`${id}currencyHelp`}>{texts.currencyHelp}</p>
      <div className={fields.actions}>
        <button type="submit">{texts.show}</button>
      </div>
    </form>
  );
};

/** The span and the currency of figures of money and effort. */
export const PeriodControl = () => {
  const { from, to, currency } = useSpan();
  const chosen =
    from === undefined && to === undefined
      ? texts.button.usual
      : texts.button.chosen(from === undefined ? "…" : dayText(from), to === undefined ? "…" : dayText(to));
  return (
    <Popover title={texts.title} button={currency === undefined ? chosen : `${chosen} · ${currency}`}>
      {(close) => <PeriodForm close={close} />}
    </Popover>
  );
};

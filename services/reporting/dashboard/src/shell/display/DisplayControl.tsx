import { useId, useState } from "react";
import { Popover } from "../../kit/Popover.tsx";
import { shellTexts } from "../../texts/en/shell.ts";
import fields from "../Fields.module.css";
import { setSingleKeys, singleKeysOn } from "../shortcuts/singleKeys.ts";
import { chooseScheme, chosenScheme, type SchemeChoice } from "./scheme.ts";

const texts = shellTexts.display;
const choices: ReadonlyArray<SchemeChoice> = ["system", "light", "dark"];

const DisplayForm = ({ onShortcuts }: { readonly onShortcuts: () => void }) => {
  const [scheme, setScheme] = useState(chosenScheme);
  const [keys, setKeys] = useState(singleKeysOn);
  const id = useId();
  return (
    <div className={fields.form}>
      <fieldset>
        <legend>{texts.scheme}</legend>
        {choices.map((choice) => (
          <div key={choice} className={fields.choice}>
            <input
              id={id + choice}
              type="radio"
              name="scheme"
              checked={scheme === choice}
              onChange={() => {
                setScheme(choice);
                chooseScheme(choice);
              }}
            />
            <label htmlFor={id + choice}>{texts.schemes[choice]}</label>
          </div>
        ))}
      </fieldset>
      <div className={fields.choice}>
        <input
          id={`${id}keys`}
          type="checkbox"
          checked={keys}
          onChange={(event) => {
            setKeys(event.target.checked);
            setSingleKeys(event.target.checked);
          }}
        />
        <label htmlFor={`${id}keys`}>{texts.keys}</label>
      </div>
      <div className={fields.actions}>
        <button type="button" onClick={onShortcuts}>
          {texts.shortcuts}
        </button>
      </div>
    </div>
  );
};

/** Colours, and whether single keys are shortcuts. */
export const DisplayControl = ({ onShortcuts }: { readonly onShortcuts: () => void }) => (
  <Popover title={texts.title} button={texts.button}>
    {(close) => (
      <DisplayForm
        onShortcuts={() => {
          close();
          onShortcuts();
        }}
      />
    )}
  </Popover>
);

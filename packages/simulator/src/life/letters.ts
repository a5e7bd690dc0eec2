import type { Chance } from "../chance/Chance.ts";
import type { Client } from "../world/types.ts";

type Language = Client["language"];

const subjects: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["Landing page copy", "Banner sizes", "Next week's plan", "Figures for the board", "Photo selection", "Form on the contact page", "Draft of the brochure", "Launch date", "Newsletter texts", "Logo files", "Press kit", "Timeline for phase two"],
  de: ["Texte für die Startseite", "Zeitplan für März", "Bilder für den Katalog", "Rückfrage zum Entwurf", "Nächste Schritte"],
  fr: ["Textes de la page d'accueil", "Calendrier du mois prochain", "Question sur la maquette", "Prochaines étapes"],
  es: ["Textos de la página de inicio", "Calendario del próximo mes", "Pregunta sobre el diseño", "Próximos pasos"],
}; // prettier-ignore

const asks: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["Could you send me the latest version?", "When can we expect the next draft?", "Can you check the numbers on page two?", "Please let me know what you need from us.", "Would Thursday work for a short review?"],
  de: ["Könnten Sie mir die letzte Fassung schicken?", "Wann können wir mit dem Entwurf rechnen?", "Bitte prüfen Sie die Zahlen auf Seite zwei."],
  fr: ["Pourriez-vous m'envoyer la dernière version ?", "Quand pouvons-nous attendre le prochain projet ?"],
  es: ["¿Podrían enviarme la última versión?", "¿Cuándo podemos esperar el próximo borrador?"],
}; // prettier-ignore

const tells: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["The text is in the shared folder.", "We talked it through with the team this morning.", "The second option fits our plans better.", "I have added two comments to the draft.", "The numbers are from last week.", "Nothing else changes on our side.", "The pictures follow on Monday."],
  de: ["Der Text liegt im gemeinsamen Ordner.", "Wir haben es heute früh im Team besprochen.", "Die zweite Fassung passt besser."],
  fr: ["Le texte est dans le dossier partagé.", "Nous en avons parlé ce matin en équipe."],
  es: ["El texto está en la carpeta compartida.", "Lo hemos hablado esta mañana con el equipo."],
}; // prettier-ignore

const pleased = [
  "Thank you, this is great work.",
  "Excellent, we are very happy with it.",
  "Thanks for the quick help, really appreciated.",
];
const sore = [
  "To be honest this is disappointing.",
  "We have been waiting for this for days, which is a problem for us.",
  "This is not acceptable, the same error came back again.",
  "I am frustrated that nobody answered.",
];
const urgent = [
  "This is urgent, we need it today.",
  "Please treat this as a priority, the deadline is tomorrow.",
];
const creep = [
  "One small extra: could you also add a second language to the page?",
  "While you are at it, can you also make a version for print? It was not in the plan, I know.",
  "Quick additional request: could you also set up the survey?",
];

/** What a message is about to say. */
export interface Mood {
  readonly language: Language;
  readonly mood: number;
  readonly late: boolean;
  readonly scope: boolean;
  readonly from: { readonly first: string };
  readonly to: { readonly first: string };
}

export const subjectOf = (chance: Chance, language: Language): string => chance.pick(subjects[language]);

const greeting: Readonly<Record<Language, string>> = { en: "Hi", de: "Guten Tag", fr: "Bonjour", es: "Hola" };
const closing: Readonly<Record<Language, string>> = {
  en: "Best regards",
  de: "Viele Grüße",
  fr: "Bien cordialement",
  es: "Un saludo",
};

/** The text of a message: what is said depends on the mood, loosely. */
export const writeText = (chance: Chance, say: Mood): string => {
  const { language } = say;
  const lines: Array<string> = [];
  const many = 1 + chance.poisson(1.6);
  for (let i = 0; i < many; i++) lines.push(chance.pick(tells[language]));
  if (chance.chance(0.55)) lines.push(chance.pick(asks[language]));
  // What encodings and mailboxes stumble over: an equals sign, a line that begins with From.
  if (chance.chance(0.04)) lines.push("It is at https://files.northlight.example/?id=42&v=2.");
  if (chance.chance(0.03)) lines.push("\nFrom the second week on there is more time.");
  if (language === "en") {
    if (chance.chance(1 / (1 + Math.exp(1.6 - 0.9 * say.mood)))) lines.unshift(chance.pick(pleased));
    if (chance.chance(1 / (1 + Math.exp(2.9 + 1.1 * say.mood)))) lines.push(chance.pick(sore));
    if (say.late || chance.chance(0.06)) lines.push(chance.pick(urgent));
    if (say.scope) lines.push(chance.pick(creep));
  }
  return `${greeting[language]} ${say.to.first},\n\n${lines.join(" ")}\n\n${closing[language]}\n${say.from.first}`;
};

import type { Argument, Command, Option } from "commander";
import { collect } from "../option-values.ts";

/** A word that could stand where somebody presses Tab, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly meaning: string;
}

/** Names that depend on the repository: of kinds, checklists and districts. */
export interface RepositoryNames {
  readonly kinds: readonly string[];
  readonly profiles: readonly string[];
  readonly districts: readonly string[];
}

/**
 * What could go on the word `current` behind the words `before` (without the program's own name). Empty where a file is
 * meant or nothing is known: shells then propose files.
 */
export function complete(
  program: Command,
  before: readonly string[],
  current: string,
  names: RepositoryNames,
): Candidate[] {
  // Shells that part words at "=" give it as a word of its own.
  const words = before.filter((word) => word !== "=");
  const state = stateAfter(program, words);
  const [, flag, given] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  const named = flag === undefined ? undefined : optionNamed(state.command, flag);
  if (named && given !== undefined)
    return valueCandidates(named, given, names).map((each) => ({ ...each, word: `${flag}=${each.word}` }));
  const value = current === "=" ? "" : current;
  if (state.awaiting) return valueCandidates(state.awaiting, value, names);
  if (state.isBehindDashes) return [];
  if (current.startsWith("-")) return starting(current, optionCandidates(state.command));
  const { commands } = state.command;
  if (commands.length > 0 && state.positions === 0)
    return starting(current, commandCandidates(state.command));
  const places = state.command.registeredArguments;
  const argument = places[Math.min(state.positions, places.length - 1)];
  const isFull = argument?.variadic === false && state.positions >= places.length;
  return argument && !isFull ? valueCandidates(argument, value, names) : [];
}

interface State {
  readonly command: Command;
  /** The option whose value comes next. */
  readonly awaiting: Option | undefined;
  /** Words so far that are neither commands nor options. */
  readonly positions: number;
  readonly isBehindDashes: boolean;
}

function stateAfter(program: Command, words: readonly string[]): State {
  let state: State = { command: program, awaiting: undefined, positions: 0, isBehindDashes: false };
  for (const word of words) state = next(state, word);
  return state;
}

function next(state: State, word: string): State {
  const { command, awaiting, positions, isBehindDashes } = state;
  if (awaiting) return { ...state, awaiting: undefined };
  if (isBehindDashes) return { ...state, positions: positions + 1 };
  if (word === "--") return { ...state, isBehindDashes: true };
  if (word.startsWith("-")) {
    const option = optionNamed(command, word);
    return option?.required === true ? { ...state, awaiting: option } : state;
  }
  const called = positions === 0 ? command.commands.find((each) => each.name() === word) : undefined;
  return called ? { ...state, command: called } : { ...state, positions: positions + 1 };
}

function optionNamed({ options }: Command, flag: string): Option | undefined {
  return options.find(({ long, short }) => long === flag || short === flag);
}

function optionCandidates(command: Command): Candidate[] {
  const { options } = command;
  const shown = options.filter(({ hidden, long }) => !hidden && long !== undefined);
  return [
    ...shown.map(({ long, description }) => ({ word: long ?? "", meaning: description })),
    { word: "--help", meaning: "Hilfe anzeigen" },
  ];
}

function commandCandidates(command: Command): Candidate[] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.map((each) => ({ word: each.name(), meaning: each.description() }));
}

/** Of lists separated by commas, the last part; what stands before it stays. */
function valueCandidates(of: Option | Argument, given: string, names: RepositoryNames): Candidate[] {
  const isList = "parseArg" in of && of.parseArg === (collect as unknown);
  const kept = isList ? given.slice(0, given.lastIndexOf(",") + 1) : "";
  const taken = kept.split(",");
  const values = valuesOf(of, names).filter((value) => !taken.includes(value));
  return starting(
    given,
    values.map((value) => ({ word: kept + value, meaning: "" })),
  );
}

/** The values that were declared, or those that the name of the place stands for. */
function valuesOf(of: Option | Argument, { kinds, profiles, districts }: RepositoryNames): readonly string[] {
  if (of.argChoices) return of.argChoices;
  if ("long" in of && of.long === "--profile") return profiles;
  const name = "flags" in of ? /<(.*)>/.exec(of.flags)?.[1] : of.name();
  if (name === "art" || name === "arten") return kinds;
  return name === "bezirk" ? districts : [];
}

function starting(start: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(start));
}

import { readFont } from "../read/font.ts";
import { answerWith } from "./thread-answer.ts";

await answerWith(async (bytes) => readFont(bytes));

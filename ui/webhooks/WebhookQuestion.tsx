/** What a thing asks before it is done to a webhook. */
import { RecoverQuestion } from "../recovering/RecoverQuestion.tsx";
import { RotateQuestion } from "../rotating/RotateQuestion.tsx";
import type { Endpoint } from "../shapes.ts";
import { DeactivateQuestion } from "./DeactivateQuestion.tsx";
import { EnableQuestion } from "./EnableQuestion.tsx";
import { RemovalQuestion } from "./RemovalQuestion.tsx";
import { TestQuestion } from "./TestQuestion.tsx";

const QUESTIONS = {
  removal: RemovalQuestion,
  enabling: EnableQuestion,
  deactivating: DeactivateQuestion,
  recovering: RecoverQuestion,
  rotating: RotateQuestion,
  testing: TestQuestion,
};

/** Which question. */
export type Question = keyof typeof QUESTIONS;

/** Whether a text is the name of one. */
export function isQuestion(text: string): text is Question {
  return Object.hasOwn(QUESTIONS, text);
}

/** What is asked of which webhook. */
export interface WebhookQuestionProps {
  question: Question;
  endpoint: Endpoint;
  onClose: () => void;
}

/** The dialog. It has to stand where it outlives a change of the webhook: it may hold a secret that is shown once. */
export function WebhookQuestion({ question, endpoint, onClose }: WebhookQuestionProps) {
  const Asked = QUESTIONS[question];
  return <Asked endpoint={endpoint} onClose={onClose} />;
}

/* Finding a question by its words, its rule or its guidance. */

/** The questions of a form that hold all of the words: {ref, text, where}. */
export function found(questions, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return questions.flatMap((question) => {
    const texts = [question.ref, question.text, question.rule, ...question.guidance, ...question.prompts.flatMap((p) => [p.text, p.rule])];
    const all = texts.join('\n').toLowerCase();
    if (!wanted.every((word) => all.includes(word))) return [];
    const where = texts.find((text) => text && wanted.some((word) => text.toLowerCase().includes(word)));
    return [{ ref: question.ref, text: question.text, where }];
  });
}

// English needs no other sentences than those that stand in the code. Where Guildwright speaks another language,
// this file is served with that one's.
export const TAG = "en";
export const SENTENCES = {};
export const formOf = (number) => (number === 1 ? 0 : 1);

/** What a text must be. All that is given must hold; upper and lower case differ. */
export interface TextFilter {
  equals?: string | null | undefined;
  startsWith?: string | null | undefined;
  contains?: string | null | undefined;
}

export function matchesText(text: string, { equals, startsWith, contains }: TextFilter): boolean {
  return (
    (equals == null || text === equals) &&
    (startsWith == null || text.startsWith(startsWith)) &&
    (contains == null || text.includes(contains))
  );
}

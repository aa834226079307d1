/** Questions whose answers may overtake each other: one that was asked before an answer that came already is old. */
export class InOrder {
  private asked = 0;
  private answered = 0;

  /** @returns To be called when the answer is there: whether it is news. */
  ask(): () => boolean {
    const mine = ++this.asked;
    return () => {
      if (mine < this.answered) return false;
      this.answered = mine;
      return true;
    };
  }
}

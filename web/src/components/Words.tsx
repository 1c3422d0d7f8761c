import { unseenParts } from "../words";

/** A text from elsewhere. What would move or hide other characters is shown by its code and does nothing. */
export function Words({ text }: { text: string }) {
  return (
    <bdi>
      {unseenParts(text).map((part, index) =>
        part.unseen ? (
          <span key={index} className="unseen" title={`U+${part.text.toUpperCase()}, a character that cannot be seen`}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}

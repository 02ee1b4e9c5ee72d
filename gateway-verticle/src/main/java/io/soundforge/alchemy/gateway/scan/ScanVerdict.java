package io.soundforge.alchemy.gateway.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scanner says of a file. */
sealed interface ScanVerdict {
    /** Nothing was found. */
    record Clean() implements ScanVerdict {}

    /** @param signature name of what was found */
    record Found(String signature) implements ScanVerdict {}

    /** The scanner does not look at so much. */
    record TooLarge() implements ScanVerdict {}

    /** @param answer something else */
    record Unknown(String answer) implements ScanVerdict {}

    Pattern FOUND = Pattern.compile("stream: (\\S{1,200}) FOUND");

    /** @param answer of clamd, without its end */
    static ScanVerdict of(String answer) {
        String text = answer.strip();
        if (text.equals("stream: OK")) {
            return new Clean();
        }
        Matcher found = FOUND.matcher(text);
        if (found.matches()) {
            return new Found(found.group(1));
        }
        return text.contains("size limit exceeded")
                ? new TooLarge()
                : new Unknown(text.substring(0, Math.min(200, text.length())));
    }
}

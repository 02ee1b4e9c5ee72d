package io.soundforge.alchemy.download.match;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.gcardone.junidecode.Junidecode;

/** Text as lower-case Latin words: what two spellings of one name have in common. */
public final class Words {
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
    /** R.E.M. and D.A.N.C.E. are written without points, too. */
    private static final Pattern INITIALS = Pattern.compile("(?<![a-z0-9])([a-z])\\.(?=[a-z](?![a-z]))");

    private static final Pattern S_SIGN = Pattern.compile("\\$(?=[a-z])|(?<=[a-z])\\$");
    private static final Pattern I_SIGN = Pattern.compile("(?<=[a-z])!(?=[a-z])");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    /** Words that say nothing about which song it is. */
    private static final Set<String> SMALL =
            Set.of("the", "a", "an", "of", "and", "o", "by", "in", "on", "to", "x", "n", "y", "de", "la", "el", "vs");

    private Words() {}

    /** The words of a text without accents, in Latin letters; apostrophes join: "don't" is "dont", and "P!nk" is "pink". */
    public static List<String> of(String text) {
        String joined = APOSTROPHES.matcher(PlainText.of(text)).replaceAll("");
        String latin = Junidecode.unidecode(joined).toLowerCase(Locale.ROOT);
        return Arrays.stream(NO_WORD.split(letters(APOSTROPHES.matcher(latin).replaceAll(""))))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String letters(String latin) {
        String dollars = S_SIGN.matcher(latin).replaceAll("s");
        return INITIALS.matcher(I_SIGN.matcher(dollars).replaceAll("i")).replaceAll("$1");
    }

    static boolean small(String word) {
        return SMALL.contains(word);
    }

    /** Whether two words are the same but for one letter; short words have to be equal. */
    static boolean alike(String one, String other) {
        return one.equals(other) || (Math.min(one.length(), other.length()) >= 5 && oneLetterApart(one, other));
    }

    private static boolean oneLetterApart(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        int same = Arrays.mismatch(longer.toCharArray(), shorter.toCharArray());
        return longer.length() - shorter.length() <= 1
                && longer.substring(same + 1)
                        .equals(shorter.substring(same + 1 - (longer.length() - shorter.length())));
    }
}

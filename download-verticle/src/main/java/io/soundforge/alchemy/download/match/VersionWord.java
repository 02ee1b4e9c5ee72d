package io.soundforge.alchemy.download.match;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words in a title that say it is not the plain studio recording, in the languages uploaders use most. */
enum VersionWord {
    LIVE("live|unplugged|tiny desk|live lounge|first take|vevo lift|sessions?|concert|rehearsals?|performance|awards"
            + "|grammys|festival|en vivo|en directo|ao vivo|dal vivo|концерт|ライブ"),
    REMIX("(re)?mix|rmx|bootleg|refix|rework|flip|dub|ремикс"),
    MASHUP("mash[ -]?up|medley|megamix|vs"),
    COVER(
            "cover(ed)?|tribute|in the style of|made famous by|originally performed by|played (on|by)|fingerstyle|guitar|piano"
                    + "|violin|cello|ukulele|kalimba|drums?|kazoo|recorder|orchestra|кавер|歌ってみた|弾いてみた|커버"),
    KARAOKE("karaoke|sing ?along|カラオケ|노래방|караоке"),
    INSTRUMENTAL("instrumental|backing track|beat only|minus one|минус"),
    STEM("a ?cc?app?ell?a|isolated|vocals? only|(drum|bass|guitar) only|stems?|no (rap|vocals|drums|bass)"),
    ACOUSTIC("acoustic|acustic[ao]|acoustique|akustik|stripped( back)?|quiet"),
    EDIT("(radio|single|video)? ?edit|radio version|tv size|short version|cut"),
    EXTENDED("extended|long version|12\"|12 inch|maxi|original mix|club version"),
    SPED_UP("sped ?up|speed ?up|nightcore|fast version"),
    SLOWED("slowed|slow(er)? version|reverb|chopped"),
    ALTERED("8d|16d|bass boosted|lo-?fi|(major|minor) key|\\d+ ?hz|but|reversed"),
    DEMO("demo|outtake|early version|work tape"),
    ALTERNATE("version(?! officielle)|ver|versao|neue"),
    LOOP("\\d+ ?(hours?|hrs?|std|stunden|horas|heures)|loop(ed)?"),
    LESSON("tutorial|how to play|lesson|reaction|chords|tabs?|choreography|dance practice|explained|review"),
    CLEAN("clean|censored"),
    EXPLICIT("explicit|uncensored|dirty version"),
    KIDS("kids"),
    COMPLETE("complete|full album|full concert|compilation|playlist");

    /** What many who upload such a version do not say. */
    static final Set<VersionWord> UNSAID = Set.of(EDIT, CLEAN, EXPLICIT, KIDS);

    /** Of these nothing sounds as the recording itself does: where that is heard, such a word means something else. */
    static final Set<VersionWord> OTHER_SOUND = Set.of(LIVE, COVER, ACOUSTIC, SPED_UP, SLOWED, DEMO, ALTERNATE, KIDS);

    private final Pattern pattern;

    VersionWord(String words) {
        this.pattern =
                Pattern.compile("(?<![\\p{IsLatin}\\p{N}])(" + words + ")(?![\\p{IsLatin}\\p{N}])", Pattern.DOTALL);
    }

    /** What the text speaks of; it has to be in lower case without accents. */
    static Set<VersionWord> in(String text) {
        Set<VersionWord> found = EnumSet.noneOf(VersionWord.class);
        for (VersionWord word : values()) {
            if (word.pattern.matcher(text).find()) {
                found.add(word);
            }
        }
        return found;
    }

    /** What the marks "explicit" and "clean" may say of a recording with or without such words; null if nobody knows. */
    static Set<VersionWord> ofWords(@Nullable Boolean explicit) {
        return EnumSet.of(Boolean.FALSE.equals(explicit) ? CLEAN : EXPLICIT);
    }

    /** What a channel's name says of all that it uploads. */
    static Set<VersionWord> ofChannel(String name) {
        Set<VersionWord> found = in(name);
        found.retainAll(EnumSet.of(KARAOKE, INSTRUMENTAL, LESSON));
        return found;
    }

    /** The text without the words of any version. */
    static String without(String text) {
        String rest = text;
        for (VersionWord word : values()) {
            rest = word.pattern.matcher(rest).replaceAll(" ");
        }
        return rest;
    }
}

package io.soundforge.alchemy.download.match;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words in a title that say it is not the plain studio recording, in the languages uploaders use most. */
enum VersionWord {
    LIVE(
            "live|unplugged|tiny desk|live lounge|first take|vevo lift|dscvr|colou?rs show|kexp|audiotree|sessions?|in concert"
                    + "|concert|concierto|konzert|konser|soundcheck|rehearsals?|performance|performs|awards|grammys|festival|bootlegs"
                    + "|(late|tonight) show|en vivo|en directo|ao vivo|dal vivo|na zywo|canl[ıi]|концерт|вживую|ライブ|라이브|现场|現場"
                    + "|演唱会|演唱會|הופעה|حفل|ζωντανα"),
    REMIX(
            "(?<!original )(re)?mix|rmx|bootleg|refix|rework|flip|dub|vip|hardstyle|phonk|jersey club|ремикс|リミックス|리믹스|混音"),
    MASHUP("mash[ -]?up|medley|megamix|vs"),
    COVER("cover(ed|s)?|covered by|tribute|rendition|lullaby|in the style of|made famous by|originally performed by"
            + "|played (on|by)|parod(y|ia|ie)|choir|marching band|sound-?alike|kapak|кавер|歌ってみた|カバー|커버|翻唱|כיסוי"),
    ARRANGED(
            "fingerstyle|guitar|piano|violin|cello|ukulele|kalimba|drums?|kazoo|recorder|orchestr(a|al)|symphonic|organ"
                    + "|accord(e|i)on|sax(ophone)?|flute|harp|marimba|harmonica|trumpet|bagpipes?|banjo|oud|music box|synthesia"
                    + "|(8|16)-?bit|chiptune|klavier|弾いてみた|ピアノ|ギター|オルゴール|피아노|钢琴|鋼琴|吉他|пианино|на гитаре"),
    KARAOKE("karaoke|sing ?along|ktv|カラオケ|노래방|караоке|קריוקי|كاريوكي|καραοκε"),
    INSTRUMENTAL("instrumentale?s?|inst|backing track|beat only|type beat|minus one|минус(овка)?|インスト|반주|伴奏"),
    STEM(
            "a ?cc?app?ell?a|isolated|(vocals?|voice|drum|bass|guitar)( track)? only|stems?|(no|without) (rap|vocals?|drums|bass|guitar)"
                    + "|(drum|bass|guitar)less|drum cam"),
    ACOUSTIC("acoustic|acustic[ao]|acoustique|akust[iy](k|sch)|unplugged|stripped( back)?|quiet|アコースティック|어쿠스틱"),
    EDIT("((radio|single|video|album|7[\"”″]) ?)?edit|(radio|single|album|7[\"”″]) version|tv size|short version|cut"),
    EXTENDED(
            "extended( (12[\"”″]|version|mix))*|long version|12[\"”″]( version| mix)?|12 inch( version| mix)?|maxi|original mix"
                    + "|club version"),
    SPED_UP("sped ?up|speed ?up|nightcore|fast version"),
    SLOWED("slowed|slow(er)? version|daycore|reverb|chopped"),
    ALTERED("8d|16d|bass boosted|lo-?fi|(major|minor) key|\\d+ ?hz|but|reversed|underwater|muffled"),
    DEMO("demos?|outtake|early version|work tape|rough mix|take \\d+|snippet|teaser"),
    ALTERNATE("(?<!(album|single|radio|long|short|extended|remaster|remastered|explicit|full|lp|lyrics?) |\\d[\"”″] )"
            + "(version(?! officielle)|versao|ver)|neue"),
    LOOP("\\d{1,4} ?(hours?|hrs?|std|stunden|horas|heures)|loop(ed)?"),
    LESSON(
            "tutorial|how to play|lesson|reaction|chords|tabs?|choreography|dance practice|explain(ed|s)|review|making of"
                    + "|behind the scenes|interview|beat saber|guitar hero|clone hero|rock band \\d"),
    CLEAN("clean|censored"),
    EXPLICIT("explicit|uncensored|dirty version"),
    KIDS("kids"),
    COMPLETE("complete|full album|full concert|full ep|compilation|playlist|jukebox|podcast");

    /** What many who upload such a version do not say. */
    static final Set<VersionWord> UNSAID = Set.of(EDIT, CLEAN, EXPLICIT, KIDS);

    /** Of these nothing sounds as the recording itself does: where that is heard, such a word means something else. */
    static final Set<VersionWord> OTHER_SOUND = Set.of(LIVE, COVER, ACOUSTIC, SPED_UP, SLOWED, DEMO, ALTERNATE, KIDS);

    private static final Pattern LIVE_CHANNEL = Pattern.compile(
            "\\b(kexp|npr music|colors|dscvr|the first take|audiotree|sessions?|bootlegs?|(late|tonight) show|live lounge)\\b");

    /** Most texts have no such word, and are asked once instead of once for each. */
    private static final Pattern ANY =
            asWords(Stream.of(values()).map(word -> word.words).collect(Collectors.joining("|")));

    private final String words;
    private final Pattern pattern;

    VersionWord(String words) {
        this.words = words;
        this.pattern = asWords(words);
    }

    private static Pattern asWords(String words) {
        return Pattern.compile("(?<![\\p{IsLatin}\\p{N}])(" + words + ")(?![\\p{IsLatin}\\p{N}])");
    }

    /** What the text speaks of; it has to be in lower case without accents. */
    static Set<VersionWord> in(String text) {
        Set<VersionWord> found = EnumSet.noneOf(VersionWord.class);
        if (!ANY.matcher(text).find()) {
            return found;
        }
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

    /** What a channel's name says of all that it uploads: KEXP has nothing but sessions. */
    static Set<VersionWord> ofChannel(String name) {
        Set<VersionWord> found = in(name);
        found.retainAll(EnumSet.of(COVER, KARAOKE, INSTRUMENTAL, STEM, SPED_UP, SLOWED, LESSON));
        if (LIVE_CHANNEL.matcher(name).find()) {
            found.add(LIVE);
        }
        return found;
    }

    /** The text without the words of any version. */
    static String without(String text) {
        if (!ANY.matcher(text).find()) {
            return text;
        }
        String rest = text;
        for (VersionWord word : values()) {
            rest = word.pattern.matcher(rest).replaceAll(" ");
        }
        return rest;
    }
}

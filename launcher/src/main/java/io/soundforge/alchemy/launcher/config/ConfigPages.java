package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.launcher.config.ConfigKey.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link ConfigKey} as people read it. */
public final class ConfigPages {
    private static final int HELP_WIDTH = 100;
    private static final String HELP_INDENT = "        ";

    private ConfigPages() {}

    /** The text of {@code docs/configuration.md}. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Keys are environment variables, or lines `KEY=value` of a file `.env` in the working directory; the
                environment wins. An empty value counts as none. A value that is not understood ends the program with a
                list of all such values. Keys marked *no effect yet* are accepted because older systems had them, and
                named at start-up.

                This page is generated: `./alchemy config --markdown > docs/configuration.md`.
                """);
        for (Group group : Group.values()) {
            page.append("\n## ").append(group.title()).append("\n\n| Key | Default | Meaning |\n|---|---|---|\n");
            keys(group).forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(ConfigKey key) {
        String value = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
        String note = key.hasEffect() ? "" : " *No effect yet.*";
        return "| `" + key.name() + "` | " + value + " | " + key.meaning() + note + " |\n";
    }

    /** The text of {@code .env.example}: every key with effect, commented out, with its default. */
    public static String example() {
        StringBuilder page = new StringBuilder("""
                # Copy to .env and uncomment what you need. Every key: docs/configuration.md
                """);
        for (Group group : Group.values()) {
            page.append("\n# --- ").append(group.title()).append('\n');
            keys(group).stream().filter(ConfigKey::hasEffect).forEach(key -> page.append("# ")
                    .append(key.meaning().replace("`", ""))
                    .append("\n#")
                    .append(key.name())
                    .append('=')
                    .append(key.defaultText())
                    .append('\n'));
        }
        return page.toString();
    }

    /** Lines for {@code --help}, at most 100 wide. */
    public static List<String> help() {
        List<String> lines = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            String value = key.defaultText().isEmpty() ? "" : " [" + key.defaultText() + "]";
            lines.add("  " + key.name() + value);
            String note = key.hasEffect() ? "" : " (No effect yet.)";
            lines.addAll(wrap(key.meaning().replace("`", "") + note));
        }
        return lines;
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(HELP_INDENT);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > HELP_WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(HELP_INDENT.length());
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static List<ConfigKey> keys(Group group) {
        return Arrays.stream(ConfigKey.values())
                .filter(key -> key.group() == group)
                .toList();
    }
}

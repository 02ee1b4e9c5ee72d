package io.soundforge.alchemy.contracts.node;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a process does in the mesh; each verticle plays one role. The text stands in configurations and rows: it never
 * changes.
 */
public enum Role {
    /** The HTTP edge. */
    GATEWAY,
    /** From a link to metadata. */
    SPOTIFY,
    /** From a source to stored, decoded audio. */
    DOWNLOAD,
    /** Audio into audio. */
    PROCESSING,
    /** Audio into facts. */
    ANALYSIS,
    /** The live edge. */
    WEBSOCKET,
    /** From facts to whoever wants to be told over HTTP. */
    WEBHOOK;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every role, which is what a process on its own plays. */
    public static Set<Role> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(Role.class));
    }

    /** The texts, in the order of the roles. */
    public static List<String> texts(Collection<Role> roles) {
        return roles.stream().sorted().map(Role::text).toList();
    }

    /**
     * Reads a list such as {@code gateway,websocket}, in any case.
     *
     * @throws IllegalArgumentException if there is none, or one that does not exist; the message names the allowed ones
     */
    public static Set<Role> parse(String list) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : list.split(",", -1)) {
            if (!word.isBlank()) {
                roles.add(one(word.strip()));
            }
        }
        if (roles.isEmpty()) {
            throw expected(list);
        }
        return Collections.unmodifiableSet(roles);
    }

    private static Role one(String word) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> expected(word));
    }

    private static IllegalArgumentException expected(String came) {
        String allowed = Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
        return new IllegalArgumentException("one or more of " + allowed + ", separated by commas; got '" + came + "'");
    }
}

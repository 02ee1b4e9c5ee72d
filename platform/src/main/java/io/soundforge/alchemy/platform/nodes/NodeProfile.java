package io.soundforge.alchemy.platform.nodes;

import io.soundforge.alchemy.contracts.node.Role;
import java.util.Map;
import java.util.Set;

/**
 * What a process says of itself.
 *
 * @param name the one under which it takes jobs; no other living process has it
 * @param version of the program
 * @param host name of the machine, for whoever has to find the process
 * @param slots downloads, and analyses, at once
 * @param slotsByKind jobs at once of each kind that it works on
 */
public record NodeProfile(
        String name,
        Set<Role> roles,
        String version,
        String host,
        long pid,
        int slots,
        Map<String, Integer> slotsByKind) {
    public NodeProfile {
        roles = Set.copyOf(roles);
        slotsByKind = Map.copyOf(slotsByKind);
    }

    public NodeProfile(String name, Set<Role> roles, String version, String host, long pid, int slots) {
        this(name, roles, version, host, pid, slots, Map.of());
    }
}

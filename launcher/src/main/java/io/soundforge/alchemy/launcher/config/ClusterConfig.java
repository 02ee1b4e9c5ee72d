package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.contracts.node.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process does in the mesh, and where it finds the others.
 *
 * @param joined whether it looks for others at all
 * @param file Hazelcast configuration; null for the one that comes along
 * @param host address of this machine for the other nodes
 * @param port first port to try
 * @param members {@code host} or {@code host:port} each; empty for this host
 */
public record ClusterConfig(
        Set<Role> roles, boolean joined, @Nullable Path file, String host, int port, List<String> members) {
    /** All roles, and nobody else. */
    public static final ClusterConfig ALONE = new ClusterConfig(Role.all(), false, null, "127.0.0.1", 15701, List.of());

    public ClusterConfig {
        roles = Set.copyOf(roles);
        members = List.copyOf(members);
    }

    /** Whether this process plays every role. */
    public boolean complete() {
        return roles.containsAll(Role.all());
    }

    public boolean plays(Role role) {
        return roles.contains(role);
    }

    /** Whether only nodes of this machine can join. */
    public boolean loopback() {
        return isLoopback(host);
    }

    public ClusterConfig withRoles(Set<Role> other) {
        return new ClusterConfig(other, joined, file, host, port, members);
    }

    /** The same, and it looks for others. */
    public ClusterConfig joining() {
        return new ClusterConfig(roles, true, file, host, port, members);
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}

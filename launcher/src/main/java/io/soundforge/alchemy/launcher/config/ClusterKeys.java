package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.CLUSTER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLUSTER_FILE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLUSTER_HOST;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLUSTER_MEMBERS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLUSTER_PORT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.ROLES;

import io.soundforge.alchemy.contracts.node.Role;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a process does in the mesh and where the others are. */
final class ClusterKeys {
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]{1,253}(?::[0-9]{1,5})?");

    private final Values values;

    ClusterKeys(Values values) {
        this.values = values;
    }

    ClusterConfig read() {
        String host = values.text(CLUSTER_HOST);
        if ("0.0.0.0".equals(host) || "::".equals(host)) {
            values.refuse(CLUSTER_HOST, "an address under which other nodes reach this machine");
        }
        return new ClusterConfig(
                roles(),
                values.flag(CLUSTER),
                values.path(CLUSTER_FILE),
                host == null ? CLUSTER_HOST.defaultText() : host,
                values.integer(CLUSTER_PORT, 15_701, 1, 65_535),
                members());
    }

    private Set<Role> roles() {
        String list = values.text(ROLES);
        try {
            return list == null ? Role.all() : Role.parse(list);
        } catch (IllegalArgumentException e) {
            values.problem("ROLES must be " + e.getMessage());
            return Role.all();
        }
    }

    private List<String> members() {
        List<String> members = values.list(CLUSTER_MEMBERS);
        if (!members.stream().allMatch(member -> MEMBER.matcher(member).matches())) {
            values.refuse(CLUSTER_MEMBERS, "host or host:port, separated by commas");
            return List.of();
        }
        return members;
    }
}

package io.soundforge.alchemy.launcher.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.XmlConfigBuilder;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The Hazelcast configuration: the operator's file, or the {@code cluster.xml} that comes along, with this node's
 * addresses in place of the placeholders. A file that is of no use is an error: the library itself would go on with its
 * own default, which looks for strangers by multicast.
 */
final class ClusterFile {
    private static final String DEFAULT = "cluster.xml";

    private ClusterFile() {}

    /** @param address of this machine, as a number */
    static Config read(ClusterConfig cluster, String address) {
        String name = cluster.file() == null ? DEFAULT : cluster.file().toString();
        Properties placeholders = new Properties();
        placeholders.setProperty("alchemy.cluster.host", address);
        placeholders.setProperty("alchemy.cluster.port", Integer.toString(cluster.port()));
        placeholders.setProperty(
                "alchemy.cluster.members", cluster.members().isEmpty() ? address : String.join(",", cluster.members()));
        try {
            Config config = new XmlConfigBuilder(new ByteArrayInputStream(bytes(cluster.file())))
                    .setProperties(placeholders)
                    .build();
            requireToldAddresses(config, name);
            return config;
        } catch (InvalidConfigurationException e) {
            throw new LaunchException("The cluster file " + name + " cannot be understood: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LaunchException(
                    "The cluster file " + name + " cannot be read. Let CLUSTER_FILE name a Hazelcast configuration, or"
                            + " leave it out to use the one that comes along.",
                    e);
        }
    }

    /** The number of a name or address, as Hazelcast and the event bus bind to numbers. */
    static String addressOf(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new LaunchException("CLUSTER_HOST must be an address of this machine; '" + host + "' has none", e);
        }
    }

    private static byte[] bytes(@Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readAllBytes(file);
        }
        try (InputStream carried = ClusterFile.class.getResourceAsStream(DEFAULT)) {
            return Objects.requireNonNull(carried, DEFAULT).readAllBytes();
        }
    }

    private static void requireToldAddresses(Config config, String name) {
        JoinConfig join = config.getNetworkConfig().getJoin();
        if (join.getMulticastConfig().isEnabled() || join.isAutoDetectionEnabled()) {
            throw new LaunchException("The cluster file " + name + " lets strangers be found. Below network/join, say"
                    + " enabled=\"false\" for multicast and for auto-detection.");
        }
    }
}

package io.soundforge.alchemy.platform.database;

import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** What the operator is told about a database that cannot be reached. */
final class Unreached {
    private static final Pattern DIRECT_HOST = Pattern.compile("//(?:[^@/]*@)?db\\.[a-z0-9]+\\.supabase\\.co[:/?]");
    private static final String IPV6_ONLY = " Supabase's direct hosts (db.….supabase.co) have IPv6 addresses only; on a"
            + " machine without IPv6 take the session pooler's URL (….pooler.supabase.com, port 5432) instead.";

    private Unreached() {}

    /** The driver's first line, and a hint where there is one; holds no password. */
    static String sentence(DatabaseConfig config, Throwable error) {
        String said = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        boolean direct = DIRECT_HOST.matcher(config.directUri() + "/").find();
        return direct && noWay(error) ? said + IPV6_ONLY : said;
    }

    private static boolean noWay(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || String.valueOf(cause.getMessage()).contains("Network is unreachable")) {
                return true;
            }
        }
        return false;
    }
}

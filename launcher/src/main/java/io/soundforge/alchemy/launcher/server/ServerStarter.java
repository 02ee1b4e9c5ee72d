package io.soundforge.alchemy.launcher.server;

/** Brings the mesh up in this process; the seam between a server's surroundings and the server. */
@FunctionalInterface
public interface ServerStarter {
    /**
     * Returns when requests are answered.
     *
     * @throws io.soundforge.alchemy.launcher.LaunchException with a sentence for the operator
     * @throws Exception anything else is a defect or a failing dependency
     */
    RunningServer start(ServerPlan plan) throws Exception;
}

package dev.jackplug.protocol;

/** The media types of the protocol; nobody negotiates them (protocol §2.3). */
public final class MediaTypes {

    /** What hosts since Docker 1.10 send in {@code Accept}. */
    public static final String V1_2 = "application/vnd.docker.plugins.v1.2+json";

    /** What plugins built with docker/go-plugins-helpers answer with. */
    public static final String V1_1 = "application/vnd.docker.plugins.v1.1+json";

    private MediaTypes() {}
}

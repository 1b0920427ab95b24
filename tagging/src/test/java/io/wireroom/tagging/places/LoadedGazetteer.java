package io.wireroom.tagging.places;

/** The shipped gazetteer, loaded once for all tests of the module. */
public final class LoadedGazetteer {

    public static final Gazetteer GAZETTEER = Gazetteer.load();

    private LoadedGazetteer() {}
}

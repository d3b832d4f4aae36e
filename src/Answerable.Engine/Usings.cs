global using Answerable.Recording;
global using NodaTime;

# The enrolment service: docker build -t vpp-enrolment .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What decides about packages first: a change of the sources alone restores nothing anew.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Directory.Build.props src/
COPY src/Vpp.Lifecycle/Vpp.Lifecycle.csproj src/Vpp.Lifecycle/
COPY src/Vpp.Lifecycle.Flip/Vpp.Lifecycle.Flip.csproj src/Vpp.Lifecycle.Flip/
COPY src/Vpp.Lifecycle.Hosting/Vpp.Lifecycle.Hosting.csproj src/Vpp.Lifecycle.Hosting/
COPY src/Vpp.Lifecycle.Orleans/Vpp.Lifecycle.Orleans.csproj src/Vpp.Lifecycle.Orleans/
COPY src/EnrolmentService/EnrolmentService.csproj src/EnrolmentService/
RUN dotnet restore src/EnrolmentService/EnrolmentService.csproj
COPY src/ src/
COPY docs/state-diagram.svg docs/
RUN dotnet publish src/EnrolmentService/EnrolmentService.csproj --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# Where an SQLite file lies, unless Service__Database names PostgreSQL: a volume, so that it outlives the container.
RUN mkdir /data && chown "$APP_UID" /data
VOLUME /data
ENV Urls=http://+:8080 \
    Service__Database="Data Source=/data/enrolment.db"
EXPOSE 8080
USER $APP_UID
# Commands come after the image's name: docker run … vpp-enrolment import /data/directory.json
ENTRYPOINT ["dotnet", "EnrolmentService.dll"]
